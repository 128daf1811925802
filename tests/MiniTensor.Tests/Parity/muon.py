"""Muon, which PyTorch does not have: a step of momentum whose singular values are all brought to about 1 (Jordan 2024)."""

import torch


class Muon(torch.optim.Optimizer):
    def __init__(self, parameters, lr=0.02, momentum=0.95, nesterov=True, iterations=5, weight_decay=0.0, normalize_weights=False):
        super().__init__(parameters, {
            "lr": lr, "momentum": momentum, "nesterov": nesterov, "iterations": iterations,
            "weight_decay": weight_decay, "normalize_weights": normalize_weights})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for weight in group["params"]:
                if "momentum_buffer" not in self.state[weight]:
                    self.state[weight]["momentum_buffer"] = torch.zeros_like(weight)
                speed = self.state[weight]["momentum_buffer"]
                speed.copy_(group["momentum"] * speed + weight.grad)
                ahead = weight.grad + group["momentum"] * speed if group["nesterov"] else speed
                if group["normalize_weights"]:
                    weight.mul_(weight.shape[0] ** 0.5 / weight.norm())
                else:
                    weight.mul_(1 - group["lr"] * group["weight_decay"])
                weight.sub_(group["lr"] * orthogonal(ahead.flatten(1), group["iterations"]).reshape(weight.shape))


def orthogonal(matrix, iterations):
    """The Newton-Schulz iteration of degree five, with the coefficients of Jordan's airbench94_muon."""
    if matrix.shape[0] > matrix.shape[1]:
        return orthogonal(matrix.mT, iterations).mT
    x = matrix / (matrix.norm() + 1e-7)
    for _ in range(iterations):
        gram = x @ x.mT
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return x
