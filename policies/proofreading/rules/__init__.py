"""The rules of the proofreader, one file for each family: `KINDS` names what it finds, `find` finds it in a manuscript."""
