using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Messages;

/// <summary>The payload of an access request whose request is an application's own type.</summary>
/// <typeparam name="TRequest">The application's request.</typeparam>
internal readonly struct AccessPayload<TRequest>(AccessRequestAccess access, TRequest request) : IWireWritable<AccessPayload<TRequest>>
    where TRequest : IWireWritable<TRequest>
{
    private readonly AccessRequestAccess _access = access;
    private readonly TRequest _request = request;

    public static int MaxLength(in AccessPayload<TRequest> value) =>
        "{\"access\":,\"request\":}"u8.Length + AccessRequestAccess.MaxLength(value._access) + TRequest.MaxLength(value._request);

    public static void Write(ref CanonicalJsonWriter writer, in AccessPayload<TRequest> value)
    {
        writer.WriteVerbatim("{\"access\":"u8);
        AccessRequestAccess.Write(ref writer, value._access);
        writer.WriteVerbatim(",\"request\":"u8);
        TRequest.Write(ref writer, value._request);
        writer.WriteVerbatim("}"u8);
    }
}
