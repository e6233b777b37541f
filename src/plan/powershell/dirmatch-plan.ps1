# first version
