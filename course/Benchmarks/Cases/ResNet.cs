using MiniTensor;
using MiniTensor.Nn;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>He et al. 2015: a convolution, then stages of residual blocks; each stage but the first begins by halving the image.</summary>
internal sealed class ResNet : Layer
{
    private readonly Conv2d _stem;
    private readonly BatchNormRelu2d _norm;
    private readonly ModuleList<ResidualBlock> _blocks;
    private readonly Linear _head;

    /// <param name="widths">Channels of each stage.</param>
    /// <param name="blocks">Blocks in each stage.</param>
    /// <param name="project">Where the size changes, the shortcut is a 1x1 convolution; else every second pixel with channels of zeros (option A).</param>
    /// <param name="rng">Draws the parameters.</param>
    public ResNet(int[] widths, int blocks, bool project, Rng rng)
    {
        _stem = Child("stem", new Conv2d(3, widths[0], 3, rng, padding: 1, bias: false));
        _norm = Child("norm", new BatchNormRelu2d(widths[0]));
        var body = new List<ResidualBlock>();
        for (var stage = 0; stage < widths.Length; stage++)
        {
            for (var block = 0; block < blocks; block++)
            {
                var inputs = widths[block == 0 ? Math.Max(0, stage - 1) : stage];
                body.Add(new ResidualBlock(inputs, widths[stage], stage > 0 && block == 0 ? 2 : 1, project, rng));
            }
        }

        _blocks = Child("blocks", new ModuleList<ResidualBlock>(body));
        _head = Child("head", new Linear(widths[^1], 10, rng));
    }

    protected override Tensor Forward(Tensor x)
    {
        var y = _norm.Call(_stem.Call(x));
        foreach (var block in _blocks)
        {
            y = block.Call(y);
        }

        return _head.Call(y.Mean([2, 3]));
    }

    /// <summary>Two convolutions, whose result is added to what came in.</summary>
    private sealed class ResidualBlock : Layer
    {
        private readonly Conv2d _conv1;
        private readonly Conv2d _conv2;
        private readonly BatchNormRelu2d _norm1;
        private readonly BatchNormRelu2d _norm2;
        private readonly Sequential? _projection;
        private readonly int _stride;
        private readonly int _zeros;

        public ResidualBlock(int inputs, int outputs, int stride, bool project, Rng rng)
        {
            _conv1 = Child("conv1", new Conv2d(inputs, outputs, 3, rng, stride, padding: 1, bias: false));
            _norm1 = Child("norm1", new BatchNormRelu2d(outputs));
            _conv2 = Child("conv2", new Conv2d(outputs, outputs, 3, rng, padding: 1, bias: false));
            _norm2 = Child("norm2", new BatchNormRelu2d(outputs));
            (_stride, _zeros) = (stride, (outputs - inputs) / 2);
            if (project && stride > 1)
            {
                _projection = Child("shortcut", new Sequential(new Conv2d(inputs, outputs, 1, rng, stride, bias: false), new BatchNorm2d(outputs)));
            }
        }

        protected override Tensor Forward(Tensor x) => _norm2.Call(_conv2.Call(_norm1.Call(_conv1.Call(x))), Shortcut(x));

        private Tensor Shortcut(Tensor x) =>
            _projection is not null ? _projection.Call(x)
            : _stride == 1 ? x
            : x.Slice(2, 0, x.Shape[2], _stride).Slice(3, 0, x.Shape[3], _stride).Pad([(_zeros, _zeros), (0, 0), (0, 0)]);
    }
}
