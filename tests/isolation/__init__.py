"""The isolation matrix: everything by which one council could reach another, listed by the code itself.

Routes, tasks, fields of the API, forms, uses of Redis, locks and cache are found by walking what the product
registers. Whatever is found and not known here fails, with a sentence that says what to add.
"""
