"""What a province's and the nation's dashboards share: periods, colours, places on a map, comparisons, trends.

Everything is made of figures (``hub.rollups``) and of the list of councils; no council's own table is read here.
"""
