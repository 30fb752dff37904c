using System.Globalization;

namespace BetterAuth.Measurements.Figures;

/// <summary>One line of the headline.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The median of its times, the bytes allocated, or how many times faster it is than another.</param>
/// <param name="Unit"><see cref="Microseconds"/>, <see cref="Bytes"/> or <see cref="Times"/>.</param>
/// <param name="Ratio">The baseline's value divided by this one: how many times faster than the baseline.</param>
/// <param name="Baseline">The figure it is compared with; itself, if with none.</param>
internal sealed record Figure(string Name, double Value, string Unit, double Ratio, string Baseline)
{
    public const string Microseconds = "us";
    public const string Bytes = "bytes";
    public const string Times = "times";

    /// <summary><c>name value unit ratio baseline</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Value.ToString(Unit == Bytes ? "0" : "0.00", CultureInfo.InvariantCulture)} {Unit} {Ratio:0.00} {Baseline}");
}
