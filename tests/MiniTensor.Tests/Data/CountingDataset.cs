using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Tests.MiniTensor.Data;

/// <summary>Item i is the number i, of class i: what a loader did to the order shows.</summary>
internal sealed class CountingDataset(int count) : IDataset
{
    public int Count => count;

    public Shape InputShape => [2];

    public Shape TargetShape => [];

    public bool HasClasses => true;

    /// <summary>Called before an item is read.</summary>
    public Action<int>? OnRead { get; init; }

    public void Read(int index, in Item item)
    {
        OnRead?.Invoke(index);
        (item.Input[0], item.Input[1], item.Classes[0]) = (index, -index, index);
    }
}
