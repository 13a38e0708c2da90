"""What stands behind `python3 dev`: the verbs, and the servers that a machine without any gets by itself.

It belongs to the wiring because it starts everything; nothing imports it but the test run. Nothing
here needs Django, so that a wrong address or a missing server is told in one line before it loads.
"""
