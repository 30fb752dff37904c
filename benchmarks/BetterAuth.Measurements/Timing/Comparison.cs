namespace BetterAuth.Measurements.Timing;

/// <summary>A comparison, and two inputs that differ from what is expected: at the first byte, and at the last. Both are compared by the same code at the same address.</summary>
internal sealed class Comparison
{
    private readonly byte[][] _inputs;
    private readonly byte[] _given;
    private readonly Func<bool> _compare;

    /// <param name="name">What is compared.</param>
    /// <param name="isFixedTime">Whether it is meant to take the same time for both; the others show that the measurement finds a difference.</param>
    /// <param name="expected">What the inputs differ from.</param>
    /// <param name="compareWith">Makes the comparison with the buffer that the inputs are put into.</param>
    public Comparison(string name, bool isFixedTime, byte[] expected, Func<byte[], Func<bool>> compareWith)
    {
        Name = name;
        IsFixedTime = isFixedTime;
        _inputs = [[(byte)~expected[0], .. expected[1..]], [.. expected[..^1], (byte)~expected[^1]]];
        _given = new byte[expected.Length];
        _compare = compareWith(_given);
    }

    public string Name { get; }

    public bool IsFixedTime { get; }

    /// <summary>Takes the input that differs at the first byte (0) or at the last (1); what it returns compares it.</summary>
    public Func<bool> Take(int side)
    {
        _inputs[side].CopyTo(_given, 0);
        return _compare;
    }
}
