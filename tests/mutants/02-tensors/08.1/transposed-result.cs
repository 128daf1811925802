return (dc.MatMul(b.T), dc.T.MatMul(a));
