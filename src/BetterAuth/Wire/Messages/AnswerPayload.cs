using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Messages;

/// <summary>The payload of an answer whose response is an application's own type.</summary>
/// <typeparam name="TResponse">The application's response.</typeparam>
internal readonly struct AnswerPayload<TResponse>(ResponseAccess access, TResponse response) : IWireWritable<AnswerPayload<TResponse>>
    where TResponse : IWireWritable<TResponse>
{
    private readonly ResponseAccess _access = access;
    private readonly TResponse _response = response;

    public static int MaxLength(in AnswerPayload<TResponse> value) =>
        "{\"access\":,\"response\":}"u8.Length + ResponseAccess.MaxLength(value._access) + TResponse.MaxLength(value._response);

    public static void Write(ref CanonicalJsonWriter writer, in AnswerPayload<TResponse> value)
    {
        writer.WriteVerbatim("{\"access\":"u8);
        ResponseAccess.Write(ref writer, value._access);
        writer.WriteVerbatim(",\"response\":"u8);
        TResponse.Write(ref writer, value._response);
        writer.WriteVerbatim("}"u8);
    }
}
