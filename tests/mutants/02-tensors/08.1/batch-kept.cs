return (dc.MatMul(b.T), a.T.MatMul(dc));
