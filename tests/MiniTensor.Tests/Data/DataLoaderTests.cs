using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class DataLoaderTests
{
    private static readonly ITransform[] s_transforms =
        [new RandomCrop(2), new RandomFlip(), new AlternatingFlip(3), new Cutout(3), new Normalise([0.5], [0.25]), new Mixup(0.4)];

    [Theory]
    [InlineData(10, 3, false, new[] { 3, 3, 3, 1 })]
    [InlineData(10, 3, true, new[] { 3, 3, 3 })]
    [InlineData(10, 5, false, new[] { 5, 5 })]
    [InlineData(2, 5, false, new[] { 2 })]
    [InlineData(2, 5, true, new int[0])]
    [InlineData(0, 5, false, new int[0])]
    public void An_epoch_has_each_item_once_in_batches_of_the_size_asked_for(int count, int size, bool dropLast, int[] sizes)
    {
        foreach (var workers in new[] { 0, 1, 3 })
        {
            using var loader = new DataLoader(new CountingDataset(count), size, dropLast: dropLast, workers: workers);
            List<int> seen = [];
            Assert.Equal(sizes.Length, loader.BatchCount);
            Assert.Equal(sizes, loader.Epoch().Select(batch =>
            {
                seen.AddRange(batch.Targets);
                Assert.Equal(batch.Targets, batch.Indices);
                Assert.Equal([batch.Count, 2], batch.Inputs.Shape.ToArray());
                Assert.Equal(batch.Targets.SelectMany(x => new float[] { x, -x }), batch.Inputs.ToArray());
                return batch.Count;
            }));
            Assert.Equal(Enumerable.Range(0, sizes.Sum()), seen);
        }
    }

    [Fact]
    public void Shuffling_gives_every_item_once_in_an_order_of_the_seed_and_the_epoch()
    {
        using var loader = new DataLoader(new CountingDataset(100), 8, new Rng(5));
        using var same = new DataLoader(new CountingDataset(100), 8, new Rng(5), workers: 4, prefetch: 7);
        using var other = new DataLoader(new CountingDataset(100), 8, new Rng(6));
        var (first, second) = (Order(loader), Order(loader));
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
        Assert.Equal(Enumerable.Range(0, 100), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Order(other));
        Assert.Equal(first, Order(same));
        Assert.Equal(second, Order(same));
    }

    [Fact]
    public void Batches_are_bit_equal_with_any_number_of_workers()
    {
        var expected = Numbers(Pictures(workers: 0), epochs: 2);
        Assert.NotEqual(expected[0], expected[5]);
        foreach (var (workers, prefetch) in new[] { (1, 1), (1, 3), (2, 2), (5, 2), (3, 8) })
        {
            Assert.Equal(expected, Numbers(Pictures(workers, prefetch), epochs: 2));
        }
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 3, 2)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 5, 2)]
    public void A_restart_in_the_middle_of_an_epoch_goes_on_as_if_there_had_been_none(int epoch, int position, int workers)
    {
        var expected = Numbers(Pictures(workers: 1), epochs: 2);
        using var stopped = Pictures(workers);
        for (var i = 0; i < epoch; i++)
        {
            _ = stopped.Epoch().Count();
        }

        _ = stopped.Epoch().Take(position).Count();
        var state = stopped.StateTexts.ToDictionary(text => text.Name, text => text.Value);

        using var resumed = Pictures(workers);
        resumed.RestoreTexts(state);
        Assert.Equal((epoch, position), (resumed.EpochNumber, resumed.Position));
        var rest = resumed.Epoch().Select(batch => batch.Inputs.ToArray()).ToList();
        if (epoch == 0)
        {
            rest.AddRange(resumed.Epoch().Select(batch => batch.Inputs.ToArray()));
        }

        Assert.Equal(expected[(epoch * 5 + position)..], rest);
    }

    [Fact]
    public void The_state_of_another_order_is_refused()
    {
        using var loader = new DataLoader(new CountingDataset(100), 8, new Rng(5));
        using var other = new DataLoader(new CountingDataset(100), 8, new Rng(6));
        var state = other.StateTexts.ToDictionary(text => text.Name, text => text.Value);
        var error = Assert.Throws<InvalidDataException>(() => loader.RestoreTexts(state));
        Assert.Contains("seed 6", error.Message, StringComparison.Ordinal);
        Assert.Contains("seed 5", error.Message, StringComparison.Ordinal);
        state.Remove("position");
        Assert.Throws<FormatException>(() => other.RestoreTexts(state));
    }

    [Fact]
    public void An_epoch_that_is_left_early_goes_on_where_it_was_and_EndEpoch_drops_the_rest()
    {
        using var loader = new DataLoader(new CountingDataset(10), 2);
        Assert.Equal([0, 1], loader.Epoch().First().Targets);
        Assert.Equal([2, 3], loader.Epoch().First().Targets);
        loader.EndEpoch();
        Assert.Equal((1, 0), (loader.EpochNumber, loader.Position));
        Assert.Equal([0, 1], loader.Epoch().First().Targets);
        Assert.Equal(4, loader.Epoch().Count());
        Assert.Equal((2, 0), (loader.EpochNumber, loader.Position));
    }

    [Fact]
    public void Threads_end_when_an_epoch_is_left_early_and_when_another_is_begun()
    {
        var threads = new System.Collections.Concurrent.ConcurrentDictionary<Thread, bool>();
        var dataset = new CountingDataset(1000) { OnRead = _ => threads[Thread.CurrentThread] = true };
        using var loader = new DataLoader(dataset, 4, workers: 3, prefetch: 3);
        foreach (var batch in loader.Epoch())
        {
            Assert.Equal(4, batch.Count);
            break;
        }

        Assert.NotEmpty(threads);
        Assert.All(threads.Keys, thread => Assert.False(thread.IsAlive));

        using var forgotten = loader.Epoch().GetEnumerator();
        Assert.True(forgotten.MoveNext());
        var before = threads.Keys.ToList();
        Assert.Contains(before, thread => thread.IsAlive);
        Assert.Equal([8, 9, 10, 11], loader.Epoch().First().Targets);
        Assert.All(threads.Keys, thread => Assert.False(thread.IsAlive));
        Assert.False(forgotten.MoveNext());
        Assert.Equal(3, loader.Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void An_item_that_cannot_be_read_is_named_and_the_batches_before_it_come(int workers)
    {
        var isBroken = true;
        var dataset = new CountingDataset(100) { OnRead = index => _ = isBroken && index == 42 ? throw new IOException("no disk") : 0 };
        using var loader = new DataLoader(dataset, 10, workers: workers, prefetch: 4);
        var seen = 0;
        var error = Assert.Throws<DataLoaderException>(() =>
        {
            foreach (var batch in loader.Epoch())
            {
                seen += batch.Count;
            }
        });
        Assert.Equal((42, 40), (error.Index, seen));
        Assert.Equal("Item 42 of the data set could not be read: no disk", error.Message);
        Assert.IsType<IOException>(error.InnerException);

        isBroken = false;
        Assert.Equal(60, loader.Epoch().Sum(batch => batch.Count));
    }

    [Fact]
    public void A_transform_that_fails_is_named_with_its_batch()
    {
        using var loader = new DataLoader(new CountingDataset(10), 4, transforms: [new Failing()]);
        var error = Assert.Throws<DataLoaderException>(() => loader.Epoch().Count());
        Assert.Equal("Failing failed on batch 0 of the epoch: never", error.Message);
    }

    [Fact]
    public void Memory_is_used_again_outlives_a_scope_and_its_overwriting_is_seen_by_backward()
    {
        using var loader = new DataLoader(new CountingDataset(100), 10, prefetch: 2);
        HashSet<Batch> batches = [];
        var weight = Tensor.Ones([2, 1]);
        weight.RequiresGrad = true;
        Tensor? loss = null;
        using (new TensorScope())
        {
            foreach (var batch in loader.Epoch())
            {
                batches.Add(batch);
                loss ??= batch.Inputs.MatMul(weight).Sum();
            }
        }

        Assert.Equal(3, batches.Count);
        Assert.Equal(10, loader.Epoch().Sum(batch => batch.Inputs.Shape[0]) / 10);

        using var again = loader.Epoch().GetEnumerator();
        again.MoveNext();
        var late = again.Current.Inputs.MatMul(weight).Sum();
        for (var i = 0; i < 3; i++)
        {
            again.MoveNext();
        }

        Assert.Throws<InvalidOperationException>(() => late.Backward());
    }

    [Fact]
    public void Waiting_is_counted_and_reading_ahead_takes_it_away()
    {
        var slow = new CountingDataset(12) { OnRead = _ => Thread.Sleep(10) };
        using var loader = new DataLoader(slow, 2, workers: 0);
        _ = loader.Epoch().Count();
        Assert.InRange(loader.WaitSeconds, 0.11, 10);

        // The user takes as long as reading does, so that only the first batch is waited for.
        using var ahead = new DataLoader(slow, 2, workers: 1);
        foreach (var batch in ahead.Epoch())
        {
            Thread.Sleep(60);
            Assert.Equal(2, batch.Count);
        }

        Assert.True(ahead.WaitSeconds < loader.WaitSeconds, $"{ahead.WaitSeconds} s with a worker, {loader.WaitSeconds} s without");
    }

    [Fact]
    public void Transforms_for_pictures_need_pictures()
    {
        var error = Assert.Throws<ShapeException>(() => new DataLoader(new CountingDataset(4), 2, transforms: [new RandomFlip()]));
        Assert.Contains("RandomFlip", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new DataLoader(TransformTests.Pictures(1), 1, transforms: [new RandomCrop(40, 40, 0)]));
    }

    [Fact]
    public void Measurements_come_as_a_tensor_of_targets()
    {
        var dataset = new TensorDataset(Tensor.Arange(12).Reshape([4, 3]), Tensor.Arange(8).Reshape([4, 2]));
        using var loader = new DataLoader(dataset, 3);
        var batch = loader.Epoch().First();
        Assert.Equal([3, 2], batch.TargetTensor.Shape.ToArray());
        Assert.Equal(Enumerable.Range(0, 6).Select(i => (float)i), batch.TargetTensor.ToArray());
        Assert.Empty(batch.Targets);
        using var classes = new DataLoader(new TensorDataset(Tensor.Arange(12).Reshape([4, 3]), [0, 1, 2, 3, 4, 5, 6, 7]), 2);
        Assert.Equal([0, 1, 2, 3], classes.Epoch().First().Targets);
        Assert.Throws<InvalidOperationException>(() => classes.Epoch().First().TargetTensor);
    }

    private static int[] Order(DataLoader loader) => [.. loader.Epoch().SelectMany(batch => batch.Targets.ToArray())];

    private static DataLoader Pictures(int workers, int prefetch = 2) =>
        new(TransformTests.Pictures(37), 8, new Rng(9), s_transforms, workers: workers, prefetch: prefetch);

    private static List<float[]> Numbers(DataLoader loader, int epochs)
    {
        using (loader)
        {
            return [.. Enumerable.Range(0, epochs).SelectMany(_ => loader.Epoch().Select(batch => batch.Inputs.ToArray()).ToList())];
        }
    }

    private sealed class Failing : IBatchTransform
    {
        public void Apply(Batch batch, Rng rng) => throw new NotSupportedException("never");
    }
}
