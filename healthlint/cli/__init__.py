"""The command line: arguments, exit codes, streams.

Each command is a module, imported only when it is asked for.
"""
