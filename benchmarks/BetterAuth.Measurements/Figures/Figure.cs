using System.Globalization;

namespace BetterAuth.Measurements.Figures;

/// <summary>One line of the headline.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The median.</param>
/// <param name="Unit"><c>us</c>, <c>bytes</c> or <c>times</c>.</param>
/// <param name="Ratio">The baseline's value divided by this one: how many times faster than the baseline.</param>
/// <param name="Baseline">The figure, or the goal, it is compared with.</param>
internal sealed record Figure(string Name, double Value, string Unit, double Ratio, string Baseline)
{
    /// <summary>Microseconds.</summary>
    public const string Microseconds = "us";

    /// <summary><c>name value unit ratio baseline</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} {Value.ToString(Unit == "bytes" ? "0" : "0.00", CultureInfo.InvariantCulture)} {Unit} {Ratio:0.00} {Baseline}");
}
