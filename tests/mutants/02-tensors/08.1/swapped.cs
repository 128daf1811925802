return (a.T.MatMul(dc), dc.MatMul(b.T));
