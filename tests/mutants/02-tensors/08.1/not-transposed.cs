return (dc.MatMul(b), a.Reshape([-1, a.Shape[-1]]).T.MatMul(dc.Reshape([-1, dc.Shape[-1]])));
