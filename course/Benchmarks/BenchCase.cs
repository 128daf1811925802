namespace CourseKit.Course.Benchmarks;

/// <summary>A piece of work that is timed, by the same name here and in the peer.</summary>
/// <param name="Name">Such as matmul-256x256x256.</param>
/// <param name="Make">Sets it up: the data, the network.</param>
internal sealed record BenchCase(string Name, Func<Work> Make);

/// <summary>What bounds a case's speed on a machine.</summary>
internal enum Limit
{
    /// <summary>The multiply-adds that its processor can do, in GFLOP/s, each counted twice.</summary>
    MultiplyAdds,

    /// <summary>What its memory can bring and take, in GB/s.</summary>
    Memory,

    /// <summary>What its memory can bring if nothing is written, in GB/s: on one thread fewer bytes than with writing.</summary>
    Reading,
}

/// <summary>What a case does, again and again.</summary>
/// <param name="Step">One step; everything it made is given back before it returns.</param>
/// <param name="Flops">Its floating-point operations, a multiply-add as two; null where they are not what counts.</param>
/// <param name="Bytes">
/// What it moves between memory and processor if no cache holds a whole tensor and nothing is moved in vain, counted as STREAM counts; null where
/// that is not what counts. A tensor counts once for each pass over it that the step cannot do without; what is written is not read first.
/// </param>
/// <param name="OnlyReads">Whether those bytes are only read.</param>
internal sealed record Work(Action Step, double? Flops, double? Bytes = null, bool OnlyReads = false)
{
    /// <summary>What bounds its speed; null where neither of the two counts.</summary>
    public Limit? Limit => this switch
    {
        { Flops: not null } => Benchmarks.Limit.MultiplyAdds,
        { Bytes: null } => null,
        { OnlyReads: true } => Benchmarks.Limit.Reading,
        _ => Benchmarks.Limit.Memory,
    };
}
