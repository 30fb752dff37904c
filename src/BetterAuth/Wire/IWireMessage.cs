using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;

namespace BetterAuth.Wire;

/// <summary>An owned message: its members are copies, independent of the buffer it was read from.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IWireMessage<TSelf> : IWireWritable<TSelf>
    where TSelf : IWireMessage<TSelf>
{
    /// <summary>
    /// Reads one value; the reader stands on its first token. The text must have been validated before (<see cref="RawJson"/> is): malformed text makes <see cref="Utf8JsonReader"/> throw.
    /// The refusal names the field relative to this value.
    /// </summary>
    static abstract bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out TSelf value, [NotNullWhen(false)] out Refusal? refusal);
}
