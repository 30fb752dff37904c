using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Access;
using BetterAuth.AspNetCore.Authentication;
using BetterAuth.AspNetCore.Http;
using BetterAuth.AspNetCore.Limits;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Endpoints;

/// <summary>An application's request behind its path: verify, bind, call, sign.</summary>
internal sealed class AccessEndpoint<TRequest, TResponse, TAttributes>(
    AccessVerifier verifier,
    ResponseSigner signer,
    Func<AccessContext<TRequest, TAttributes>, CancellationToken, ValueTask<TResponse>> handler,
    string path,
    BetterAuthOptions options,
    StoreDeadline deadline,
    ILogger logger) : MessageEndpoint(path, options.MaxBodyLength, logger)
    where TRequest : IWireMessage<TRequest>
    where TResponse : IWireWritable<TResponse>
    where TAttributes : IWireMessage<TAttributes>
{
    protected override async ValueTask<Refusal?> AnswerAsync(HttpContext context, ReadOnlyMemory<byte> message, IBufferWriter<byte> answer)
    {
        if (context.Features.Get<RefusedCaller>() is { } refused)
        {
            return refused.Refusal;
        }

        if (context.Features.Get<VerifiedCaller>() is { } caller)
        {
            return await CallAsync(context, caller.Identity, caller.Device, caller.Nonce, caller.Request, caller.Attributes, answer).ConfigureAwait(false);
        }

        AccessResult result = await deadline.RunAsync(
            static (call, stop) => call.verifier.VerifyAsync(call.message, call.Target, stop),
            (verifier, message, Target: ClientTarget.Of(context, options)),
            context.RequestAborted).ConfigureAwait(false);
        if (!result.IsVerified)
        {
            return result.Refusal;
        }

        using VerifiedAccess access = result.Access;
        return await CallAsync(context, access.Identity.ToOwned(), access.Device.ToOwned(), access.Nonce, access.Request, access.Attributes, answer).ConfigureAwait(false);
    }

    private async ValueTask<Refusal?> CallAsync(HttpContext context, Utf8Text identity, Utf8Text device, Utf8Text nonce, RawJson requestJson, RawJson attributesJson, IBufferWriter<byte> answer)
    {
        if (!requestJson.TryReadAs<TRequest>("request", out TRequest? request, out Refusal? refusal) || !attributesJson.TryReadAs<TAttributes>("attributes", out TAttributes? attributes, out refusal))
        {
            return refusal;
        }

        AccessContext<TRequest, TAttributes> call = new(context, identity, device, request, attributes);
        TResponse response = await handler(call, context.RequestAborted).ConfigureAwait(false);
        await signer.WriteAsync(nonce, response, answer, context.RequestAborted).ConfigureAwait(false);
        return null;
    }
}
