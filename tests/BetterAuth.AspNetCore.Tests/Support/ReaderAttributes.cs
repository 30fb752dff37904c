using BetterAuth.Sessions;
using BetterAuth.Wire;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>Everybody is a reader.</summary>
internal sealed class ReaderAttributes : IAttributeSource
{
    public const string Role = "reader";

    private static readonly byte[] Json = WireWriter.ToArray(new FooAttributes(Role));

    public ValueTask<RawJson> GetAttributesAsync(Utf8Text identity, Utf8Text device, CancellationToken cancellationToken = default) =>
        RawJson.TryParse(Json, out RawJson attributes, out _) ? new(attributes) : throw new InvalidOperationException("The constant attributes are no JSON.");
}
