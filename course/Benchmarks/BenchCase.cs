namespace CourseKit.Course.Benchmarks;

/// <summary>A piece of work that is timed, by the same name here and in the peer.</summary>
/// <param name="Name">Such as matmul-256x256x256.</param>
/// <param name="Make">Sets it up: the data, the network.</param>
internal sealed record BenchCase(string Name, Func<Work> Make);

/// <summary>What a case does, again and again.</summary>
/// <param name="Step">One step; everything it made is given back before it returns.</param>
/// <param name="Flops">Its floating-point operations, a multiply-add as two; 0 where they are not what counts.</param>
internal sealed record Work(Action Step, double Flops);
