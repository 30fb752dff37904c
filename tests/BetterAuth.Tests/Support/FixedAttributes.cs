using System.Text;
using BetterAuth.Sessions;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>The same attributes for everybody.</summary>
internal sealed class FixedAttributes(string json) : IAttributeSource
{
    private readonly RawJson _attributes = RawJson.TryParse(Encoding.UTF8.GetBytes(json), out RawJson value, out _) ? value : throw new ArgumentException("No JSON.", nameof(json));

    public ValueTask<RawJson> GetAttributesAsync(Utf8Text identity, Utf8Text device, CancellationToken cancellationToken = default) => new(_attributes);
}
