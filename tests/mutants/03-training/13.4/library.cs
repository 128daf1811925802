#region Exercise 13.4: from the loss back to the letters, a line for each step
foreach (var parameter in (Tensor[])[letters, w1, b1, w2, b2])
{
    parameter.RequiresGrad = true;
}

var input = Functional.Embedding(letters, tokens, [n, context]).Reshape([n, context * width]);
Functional.CrossEntropy((input.MatMul(w1) + b1).Tanh().MatMul(w2) + b2, targets).Backward();
return (letters.Grad, w1.Grad, b1.Grad, w2.Grad, b2.Grad);
#endregion
