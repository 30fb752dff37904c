using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire;

/// <summary>A message read as slices of its buffer: nothing copied, nothing allocated on success, usable across <c>await</c> while the buffer lives.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IWireView<TSelf> : IWireWritable<TSelf>
    where TSelf : struct, IWireView<TSelf>
{
    /// <summary>Reads one value at the scanner's position. Never throws; the refusal names the field relative to this value.</summary>
    static abstract bool TryRead(ref JsonScanner scanner, out TSelf value, [NotNullWhen(false)] out Refusal? refusal);
}
