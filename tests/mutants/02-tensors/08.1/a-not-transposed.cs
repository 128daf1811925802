return (dc.MatMul(b.T), a.MatMul(dc));
