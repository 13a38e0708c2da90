"""One module for each verb of `python3 dev`; each has ``main(arguments) -> exit code``."""
