#region Exercise 18.3: back through relu, then along both ways, and their sum
var leaf = Tensor.Zeros(dy.Shape);
leaf.RequiresGrad = true;
(leaf * dy * y.Greater(0)).Sum().Backward();
var g = leaf.Grad;
return branch(g) + (projection is null ? g : projection(g));
#endregion
