var db = a.T.MatMul(dc);
return (dc.MatMul(b.T), a.Rank == 3 ? db.Sum([0]) * (1.0 / a.Shape[0]) : db);
