"""Figures as people read them: the province over its communes, targets, and the reports made of them."""
