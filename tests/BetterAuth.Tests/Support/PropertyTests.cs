[assembly: AssemblyFixture(typeof(BetterAuth.Tests.Support.PropertyFigure))]

namespace BetterAuth.Tests.Support;

/// <summary>There are as many properties as were promised, and each stands where its name is looked for.</summary>
public sealed class PropertyTests
{
    private const int Promised = 60;

    [Fact]
    public void There_are_sixty_properties_and_more() => Assert.InRange(Property.Declared.Count, Promised, int.MaxValue);

    [Fact]
    public void Each_property_has_a_name_of_its_own() => Assert.Equal(Property.Declared.Count, Property.Declared.Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_full_budget_tries_each_on_ten_thousand_values() => Assert.True(!TestBudget.IsFull || Property.Cases >= 10_000, $"{Property.Cases} values");

    [Fact]
    public void A_property_that_does_not_hold_fails() =>
        Assert.ThrowsAny<Exception>(() => CsCheck.Gen.Int[0, 9].Holds(number => number < 9));
}

/// <summary>When all tests of the assembly have run: how many properties were tried, on how many values each.</summary>
public sealed class PropertyFigure : IDisposable
{
    public void Dispose()
    {
        int[] tried = [.. Property.Declared.Select(name => Property.Tried.GetValueOrDefault(name))];
        if (tried.All(cases => cases > 0))
        {
            Figures.Write("properties", $"properties: {tried.Length} × {tried.Min()} cases");
        }
    }
}
