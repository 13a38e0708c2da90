"""The pages of sessions: the office's, the delegate's in the hall, the chair's, the public's."""
