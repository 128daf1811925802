return (dc.MatMul(b.T), dc.MatMul(a));
