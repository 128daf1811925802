"""The networks of MiniTensor.Models as one writes them in PyTorch, with the same names in their state dictionaries."""

import torch
import torch.nn.functional as F
from torch import nn


class NormRelu(nn.BatchNorm2d):
    def forward(self, x, residual=0):
        return torch.relu(super().forward(x) + residual)


class NormGelu(nn.BatchNorm2d):
    def forward(self, x):
        return F.gelu(super().forward(x))


def conv(inputs, outputs, kernel=3, stride=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)


class FeatureMaps(nn.Module):
    """A convolution of stride 2 with a bias for each place; around the picture is paper, which is -1."""

    def __init__(self, inputs, size):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(12, inputs, 5, 5))
        self.bias = nn.Parameter(torch.zeros(12, size, size))

    def forward(self, *seen):
        framed = [F.pad(x, (2, 2, 2, 2), value=-1.0) for x in seen]
        planes = [F.conv2d(x, weight, stride=2) for x, weight in zip(framed, self.weight.chunk(len(seen)))]
        return torch.tanh(torch.cat(planes, 1) + self.bias)


class LeCun1989(nn.Module):
    def __init__(self):
        super().__init__()
        self.h1, self.h2 = FeatureMaps(1, 8), FeatureMaps(8, 4)
        self.h3, self.output = nn.Linear(192, 30), nn.Linear(30, 10)

    def forward(self, x):
        a, b, c = self.h1(x).chunk(3, 1)
        h2 = self.h2(torch.cat((a, b), 1), torch.cat((b, c), 1), torch.cat((a, c), 1))
        return torch.tanh(self.output(torch.tanh(self.h3(h2.flatten(1)))))


class LeNet(nn.Module):
    def __init__(self, norm):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5, padding=2, bias=not norm), nn.Conv2d(6, 16, 5, bias=not norm)
        self.fc1, self.fc2, self.fc3 = nn.Linear(400, 120, not norm), nn.Linear(120, 84, not norm), nn.Linear(84, 10)
        if norm:
            self.bn1, self.bn2, self.bn3, self.bn4 = nn.BatchNorm2d(6), nn.BatchNorm2d(16), nn.BatchNorm1d(120), nn.BatchNorm1d(84)
        else:
            self.bn1 = self.bn2 = self.bn3 = self.bn4 = nn.Identity()

    def forward(self, x):
        x = F.max_pool2d(torch.relu(self.bn1(self.conv1(x))), 2)
        x = F.max_pool2d(torch.relu(self.bn2(self.conv2(x))), 2)
        x = torch.relu(self.bn3(self.fc1(x.flatten(1))))
        return self.fc3(torch.relu(self.bn4(self.fc2(x))))


class SmallCnn(nn.Module):
    def __init__(self):
        super().__init__()

        def stage(inputs, outputs, kernel):
            return nn.Sequential(conv(inputs, outputs, kernel), NormRelu(outputs), nn.MaxPool2d(2))

        self.stage1, self.stage2, self.stage3 = stage(3, 32, 5), stage(32, 64, 3), stage(64, 128, 3)
        self.output = nn.Linear(2048, 10)

    def forward(self, x):
        return self.output(self.stage3(self.stage2(self.stage1(x))).flatten(1))


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs, stride, project):
        super().__init__()
        self.conv1, self.bn1 = conv(inputs, outputs, stride=stride), NormRelu(outputs)
        self.conv2, self.bn2 = conv(outputs, outputs), NormRelu(outputs)
        self.downsample = nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs)) if project and inputs != outputs else None
        self.stride, self.added = stride, outputs - inputs

    def forward(self, x):
        if self.downsample:
            shortcut = self.downsample(x)
        else:
            before = self.added // 2
            shortcut = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, before, self.added - before))
        return self.bn2(self.conv2(self.bn1(self.conv1(x))), shortcut)


class PlainBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.layers = nn.Sequential(conv(inputs, outputs, stride=stride), NormRelu(outputs), conv(outputs, outputs), NormRelu(outputs))

    def forward(self, x):
        return self.layers(x)


class ResNet(nn.Module):
    def __init__(self, widths, blocks, project=False, residual=True):
        super().__init__()
        self.conv1, self.bn1, self.stages = conv(3, widths[0]), NormRelu(widths[0]), len(widths)
        inputs = widths[0]
        for stage, outputs in enumerate(widths):
            body = []
            for block in range(blocks):
                stride = 2 if stage > 0 and block == 0 else 1
                body.append(ResidualBlock(inputs, outputs, stride, project) if residual else PlainBlock(inputs, outputs, stride))
                inputs = outputs
            self.add_module(f"layer{stage + 1}", nn.Sequential(*body))
        self.fc = nn.Linear(inputs, 10)

    def forward(self, x):
        x = self.bn1(self.conv1(x))
        for stage in range(self.stages):
            x = self.get_submodule(f"layer{stage + 1}")(x)
        return self.fc(x.mean((2, 3)))


class Plus(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.inner = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.inner(x)


class ResNet9(nn.Module):
    def __init__(self):
        super().__init__()

        def layer(inputs, outputs):
            return nn.Sequential(conv(inputs, outputs), NormRelu(outputs))

        self.layers = nn.Sequential(
            layer(3, 64), layer(64, 128), nn.MaxPool2d(2), Plus(layer(128, 128), layer(128, 128)), layer(128, 256), nn.MaxPool2d(2),
            layer(256, 512), nn.MaxPool2d(2), Plus(layer(512, 512), layer(512, 512)), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(512, 10, False))

    def forward(self, x):
        return self.layers(x) / 8


class AirBench94(nn.Module):
    def __init__(self):
        super().__init__()

        def norm(channels):
            return NormGelu(channels, eps=1e-12, momentum=0.4)

        def group(inputs, outputs):
            return nn.Sequential(conv(inputs, outputs), nn.MaxPool2d(2), norm(outputs), conv(outputs, outputs), norm(outputs))

        self.whiten, self.head = nn.Conv2d(3, 24, 2), nn.Linear(256, 10, False)
        self.layers = nn.Sequential(nn.GELU(), group(24, 64), group(64, 256), group(256, 256), nn.MaxPool2d(3), nn.Flatten())

    def forward(self, x):
        return self.head(self.layers(self.whiten(x))) / 256
