"""Official documents: kinds, numbers, text, approval, layout on paper, publication (Nghị định 30/2020/NĐ-CP)."""
