"""The look of every place: base pages, components, the navigation, the headers that keep pages safe.

How to use it: extend ``ui/workspace.html`` (or ``public``, ``hall``, ``console``, ``plain``), draw with the
``<c-…>`` components of ``templates/cotton``, register menu lines in ``apps.ready`` by ``kernel.ui.nav.register``.
``:name="value"`` passes a variable or a literal as it is; where a filter is needed write ``name="{{ value|filter }}"``.
Every component stands in all its states on the style page (``/_style/``, development only).
"""
