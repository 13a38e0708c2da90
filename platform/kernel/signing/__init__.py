"""Digital signatures in PDF files (PAdES): places to sign, hashes out, signatures back, time stamps, and their check.

A signature is always made in two steps: ``writing.opened`` fixes the file and says which bytes are to be signed,
``writing.closed`` takes the signature back. Whether a key of this machine, a remote service or a token signs in
between changes nothing. What the installation signs with is the ``Desk``; doors pass it to the actions.

Source: ETSI EN 319 142-1 (PAdES), RFC 3161 (time stamps), RFC 5652 (CMS); pyHanko does the cryptography.
"""
