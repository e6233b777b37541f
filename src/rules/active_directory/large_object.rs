//! Finds AD objects with more addresses than Entra ID takes.

use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// An AD object has so many addresses that Entra ID refuses it.
    ///
    /// ## What it does
    ///
    /// Counts the SMTP addresses in proxyAddresses of every object that syncs. More than 300 is too close to the limit of what
    /// an object may hold; more than 332 is above it in any case.
    ///
    /// ## Why it matters
    ///
    /// The export fails with LargeObject or ExceededAllowedLength in every cycle, so no change of the object arrives.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,"SMTP:ann@c.example|smtp:1@c.example|smtp:2@c.example|smtp:3@c.example|smtp:4@c.example|smtp:5@c.example
    /// smtp:6@c.example|smtp:7@c.example|smtp:8@c.example|smtp:9@c.example|smtp:10@c.example|smtp:11@c.example
    /// smtp:12@c.example|smtp:13@c.example|smtp:14@c.example|smtp:15@c.example|smtp:16@c.example|smtp:17@c.example
    /// smtp:18@c.example|smtp:19@c.example|smtp:20@c.example|smtp:21@c.example|smtp:22@c.example|smtp:23@c.example
    /// smtp:24@c.example|smtp:25@c.example|smtp:26@c.example|smtp:27@c.example|smtp:28@c.example|smtp:29@c.example
    /// smtp:30@c.example|smtp:31@c.example|smtp:32@c.example|smtp:33@c.example|smtp:34@c.example|smtp:35@c.example
    /// smtp:36@c.example|smtp:37@c.example|smtp:38@c.example|smtp:39@c.example|smtp:40@c.example|smtp:41@c.example
    /// smtp:42@c.example|smtp:43@c.example|smtp:44@c.example|smtp:45@c.example|smtp:46@c.example|smtp:47@c.example
    /// smtp:48@c.example|smtp:49@c.example|smtp:50@c.example|smtp:51@c.example|smtp:52@c.example|smtp:53@c.example
    /// smtp:54@c.example|smtp:55@c.example|smtp:56@c.example|smtp:57@c.example|smtp:58@c.example|smtp:59@c.example
    /// smtp:60@c.example|smtp:61@c.example|smtp:62@c.example|smtp:63@c.example|smtp:64@c.example|smtp:65@c.example
    /// smtp:66@c.example|smtp:67@c.example|smtp:68@c.example|smtp:69@c.example|smtp:70@c.example|smtp:71@c.example
    /// smtp:72@c.example|smtp:73@c.example|smtp:74@c.example|smtp:75@c.example|smtp:76@c.example|smtp:77@c.example
    /// smtp:78@c.example|smtp:79@c.example|smtp:80@c.example|smtp:81@c.example|smtp:82@c.example|smtp:83@c.example
    /// smtp:84@c.example|smtp:85@c.example|smtp:86@c.example|smtp:87@c.example|smtp:88@c.example|smtp:89@c.example
    /// smtp:90@c.example|smtp:91@c.example|smtp:92@c.example|smtp:93@c.example|smtp:94@c.example|smtp:95@c.example
    /// smtp:96@c.example|smtp:97@c.example|smtp:98@c.example|smtp:99@c.example|smtp:100@c.example|smtp:101@c.example
    /// smtp:102@c.example|smtp:103@c.example|smtp:104@c.example|smtp:105@c.example|smtp:106@c.example|smtp:107@c.example
    /// smtp:108@c.example|smtp:109@c.example|smtp:110@c.example|smtp:111@c.example|smtp:112@c.example|smtp:113@c.example
    /// smtp:114@c.example|smtp:115@c.example|smtp:116@c.example|smtp:117@c.example|smtp:118@c.example|smtp:119@c.example
    /// smtp:120@c.example|smtp:121@c.example|smtp:122@c.example|smtp:123@c.example|smtp:124@c.example|smtp:125@c.example
    /// smtp:126@c.example|smtp:127@c.example|smtp:128@c.example|smtp:129@c.example|smtp:130@c.example|smtp:131@c.example
    /// smtp:132@c.example|smtp:133@c.example|smtp:134@c.example|smtp:135@c.example|smtp:136@c.example|smtp:137@c.example
    /// smtp:138@c.example|smtp:139@c.example|smtp:140@c.example|smtp:141@c.example|smtp:142@c.example|smtp:143@c.example
    /// smtp:144@c.example|smtp:145@c.example|smtp:146@c.example|smtp:147@c.example|smtp:148@c.example|smtp:149@c.example
    /// smtp:150@c.example|smtp:151@c.example|smtp:152@c.example|smtp:153@c.example|smtp:154@c.example|smtp:155@c.example
    /// smtp:156@c.example|smtp:157@c.example|smtp:158@c.example|smtp:159@c.example|smtp:160@c.example|smtp:161@c.example
    /// smtp:162@c.example|smtp:163@c.example|smtp:164@c.example|smtp:165@c.example|smtp:166@c.example|smtp:167@c.example
    /// smtp:168@c.example|smtp:169@c.example|smtp:170@c.example|smtp:171@c.example|smtp:172@c.example|smtp:173@c.example
    /// smtp:174@c.example|smtp:175@c.example|smtp:176@c.example|smtp:177@c.example|smtp:178@c.example|smtp:179@c.example
    /// smtp:180@c.example|smtp:181@c.example|smtp:182@c.example|smtp:183@c.example|smtp:184@c.example|smtp:185@c.example
    /// smtp:186@c.example|smtp:187@c.example|smtp:188@c.example|smtp:189@c.example|smtp:190@c.example|smtp:191@c.example
    /// smtp:192@c.example|smtp:193@c.example|smtp:194@c.example|smtp:195@c.example|smtp:196@c.example|smtp:197@c.example
    /// smtp:198@c.example|smtp:199@c.example|smtp:200@c.example|smtp:201@c.example|smtp:202@c.example|smtp:203@c.example
    /// smtp:204@c.example|smtp:205@c.example|smtp:206@c.example|smtp:207@c.example|smtp:208@c.example|smtp:209@c.example
    /// smtp:210@c.example|smtp:211@c.example|smtp:212@c.example|smtp:213@c.example|smtp:214@c.example|smtp:215@c.example
    /// smtp:216@c.example|smtp:217@c.example|smtp:218@c.example|smtp:219@c.example|smtp:220@c.example|smtp:221@c.example
    /// smtp:222@c.example|smtp:223@c.example|smtp:224@c.example|smtp:225@c.example|smtp:226@c.example|smtp:227@c.example
    /// smtp:228@c.example|smtp:229@c.example|smtp:230@c.example|smtp:231@c.example|smtp:232@c.example|smtp:233@c.example
    /// smtp:234@c.example|smtp:235@c.example|smtp:236@c.example|smtp:237@c.example|smtp:238@c.example|smtp:239@c.example
    /// smtp:240@c.example|smtp:241@c.example|smtp:242@c.example|smtp:243@c.example|smtp:244@c.example|smtp:245@c.example
    /// smtp:246@c.example|smtp:247@c.example|smtp:248@c.example|smtp:249@c.example|smtp:250@c.example|smtp:251@c.example
    /// smtp:252@c.example|smtp:253@c.example|smtp:254@c.example|smtp:255@c.example|smtp:256@c.example|smtp:257@c.example
    /// smtp:258@c.example|smtp:259@c.example|smtp:260@c.example|smtp:261@c.example|smtp:262@c.example|smtp:263@c.example
    /// smtp:264@c.example|smtp:265@c.example|smtp:266@c.example|smtp:267@c.example|smtp:268@c.example|smtp:269@c.example
    /// smtp:270@c.example|smtp:271@c.example|smtp:272@c.example|smtp:273@c.example|smtp:274@c.example|smtp:275@c.example
    /// smtp:276@c.example|smtp:277@c.example|smtp:278@c.example|smtp:279@c.example|smtp:280@c.example|smtp:281@c.example
    /// smtp:282@c.example|smtp:283@c.example|smtp:284@c.example|smtp:285@c.example|smtp:286@c.example|smtp:287@c.example
    /// smtp:288@c.example|smtp:289@c.example|smtp:290@c.example|smtp:291@c.example|smtp:292@c.example|smtp:293@c.example
    /// smtp:294@c.example|smtp:295@c.example|smtp:296@c.example|smtp:297@c.example|smtp:298@c.example|smtp:299@c.example
    /// smtp:300@c.example"
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:a.lee@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Remove addresses that nobody uses in AD.
    ///
    /// ## Limits
    ///
    /// Certificates (userCertificate, userSMIMECertificate; at most 15 of each) are not in the exports that are read. Up to
    /// 332 addresses the size of the whole object decides, so the finding is likely.
    {
        id: "large-object",
        title: "Too many addresses",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &[
            "LargeObject",
            "ExceededAllowedLength",
            "The provisioned object is too large. Trim the number of attribute values on this object.",
        ],
        sources: &[pages::SYNC_ERRORS],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::EachOnPremises(check),
        explain: explain,
    }
}

/// More is at risk.
const SAFE: usize = 300;
/// More never fits.
const MOST: usize = 332;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let addresses = context.join.index.on_premises.addresses(subject.object);
    if addresses.len() <= SAFE {
        return;
    }
    let count = count(context, subject.owner);
    if count > SAFE {
        let confidence = if count > MOST { Confidence::Certain } else { Confidence::Likely };
        sink.add(Severity::Blocker, confidence, &[subject.owner], Value::None, 0);
    }
}

/// How many different SMTP addresses the object has.
fn count(context: &RuleContext<'_>, owner: Owner) -> usize {
    let addresses = context.join.index.on_premises.addresses(owner.object);
    let mut keys: Vec<Key> = addresses.iter().map(|address| address.key).collect();
    order::sort(&mut keys);
    keys.dedup();
    keys.len()
}

fn explain(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    Explanation::new(
        format!("{name} has {} SMTP addresses in AD. More than {SAFE} are at risk.", count(context, owners[0])),
        "Entra ID limits the size of an object. The export fails with LargeObject or ExceededAllowedLength in every cycle, and no \
         change of the object arrives.",
        "Remove addresses that nobody uses from proxyAddresses in AD.",
    )
    .if_you_sync(vec![format!("{name} fails to sync.")])
}
