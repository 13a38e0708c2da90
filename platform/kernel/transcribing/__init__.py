"""Writing down what a recording says, by an engine of the installation's choice, in a process of its own.

The setting TRANSCRIBER names the engine's class by its dotted name; nothing is named by default, and no engine is
part of the product. An engine is what ``interface.Engine`` says: it is told where the file lies and from which moment
on, and yields passages with times. Its process is handed a copy of the file, no connection and none of the
installation's settings, and is ended when its time or memory is over.
"""
