using BetterAuth.Sessions;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Development;

/// <summary>Everybody is an administrator: a development server's attributes.</summary>
internal sealed class DevelopmentAttributeSource : IAttributeSource
{
    private static readonly byte[] Json = WireWriter.ToArray(new DevelopmentAttributes(new Dictionary<string, string[]> { ["admin"] = ["read", "write"] }));

    public ValueTask<RawJson> GetAttributesAsync(Utf8Text identity, Utf8Text device, CancellationToken cancellationToken = default) =>
        RawJson.TryParse(Json, out RawJson attributes, out _) ? new(attributes) : throw new InvalidOperationException("The constant attributes are no JSON.");
}
