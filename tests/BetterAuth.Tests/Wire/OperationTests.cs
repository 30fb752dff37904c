using BetterAuth.Wire;

namespace BetterAuth.Tests.Wire;

/// <summary>There are ten operations.</summary>
public sealed class OperationTests
{
    [Theory, InlineData(-1), InlineData(10)]
    public void What_is_no_operation_has_neither_name_nor_path(int number)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AuthenticationPaths.Default.PathOf((Operation)number));
        Assert.Throws<ArgumentOutOfRangeException>(() => Operations.NameOf((Operation)number).Length);
    }

    [Fact]
    public void Every_operation_has_a_name_and_a_path_of_its_own()
    {
        Assert.Equal(10, Operations.All.Select(operation => System.Text.Encoding.UTF8.GetString(Operations.NameOf(operation))).Distinct().Count());
        Assert.Equal(10, Operations.All.Select(AuthenticationPaths.Default.PathOf).Distinct().Count());
    }
}
