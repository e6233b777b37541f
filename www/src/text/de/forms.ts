// Numbers and plurals in German, with the nouns that stand in many places.

import { formsOf } from "../forms";

export const { count, counted, date, moment, percent, plural, size } = formsOf("de-DE");

export const objects = (value: number): string => counted(value, "Objekt", "Objekte");
export const findings = (value: number): string => counted(value, "Befund", "Befunde");
export const files = (value: number): string => counted(value, "Datei", "Dateien");
export const rows = (value: number): string => counted(value, "Zeile", "Zeilen");
export const rules = (value: number): string => counted(value, "Regel", "Regeln");
export const fixes = (value: number): string => counted(value, "Korrektur", "Korrekturen");
export const syncs = (value: number): string => counted(value, "Synchronisierung", "Synchronisierungen");
export const values = (value: number): string => counted(value, "Wert", "Werte");
export const checks = (value: number): string => counted(value, "Prüfung", "Prüfungen");
export const steps = (value: number): string => counted(value, "Schritt", "Schritte");
