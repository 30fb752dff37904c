using BetterAuth.Generators.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Generators.Tests.Owned;

/// <summary>What JSON, or JavaScript, cannot carry is refused before it is sent.</summary>
public class WriteRefusalTests
{
    private static readonly Everything Good = new()
    {
        Text = "", Flag = false, Integer = 0, Long = 0, Big = 0, Number = 0, Single = 0, Array = [], Texts = [], Table = [], Children = [],
    };

    [Fact]
    public void The_value_that_the_others_are_made_of_is_written() => Assert.StartsWith("{\"text\":\"\"", Message.Write(Good), StringComparison.Ordinal);

    [Theory]
    [InlineData((1L << 53) + 1)]
    [InlineData(-(1L << 53) - 1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_integer_that_JavaScript_would_round(long value) => Refused(Good with { Long = value });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void NaN_and_infinities(double value)
    {
        Refused(Good with { Number = value });
        Refused(Good with { Single = (float)value });
        Refused(Good with { Table = new() { ["a"] = [value] } });
    }

    [Theory]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("4294967294")]
    public void A_key_that_looks_like_an_array_index(string key) => Refused(Good with { Table = new() { [key] = [] } });

    [Fact]
    public void A_lone_surrogate()
    {
        Refused(Good with { Text = "\uD800" });
        Refused(Good with { Table = new() { ["\uDC00"] = [] } });
    }

    [Fact]
    public void Null_where_none_is_declared()
    {
        Refused(Good with { Text = null! });
        Refused(Good with { Array = null! });
        Refused(Good with { Texts = null! });
        Refused(Good with { Table = null! });
        Refused(Good with { Children = [null!] });
        Refused(Good with { Leaf = new Leaf(null!, null) });
        Refused(Good with { Leaf = new Leaf(new Guarded(null!), null) });
        Assert.Throws<ArgumentNullException>(() => WireWriter.ToArray<Everything>(null!));
    }

    [Fact]
    public void A_value_that_contains_itself()
    {
        Everything endless = Good with { Children = [] };
        endless.Children.Add(endless);
        Assert.Throws<InsufficientExecutionStackException>(() => Message.Write(endless));
    }

    private static void Refused(Everything value) => Assert.ThrowsAny<ArgumentException>(() => Message.Write(value));
}
