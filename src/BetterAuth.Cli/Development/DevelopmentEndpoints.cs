using System.Buffers;
using BetterAuth.Access;
using BetterAuth.AspNetCore;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BetterAuth.Cli.Development;

/// <summary>The three helpers of a development server.</summary>
internal static class DevelopmentEndpoints
{
    private static readonly Utf8Text WrongNonce = Utf8Text.FromString("0A0123456789");

    public static void Map(WebApplication application, ServerKeys keys)
    {
        byte[] responseKey = keys.ResponseKey.PublicKey.Memory.ToArray();
        application.MapPost("/key/response", (RequestDelegate)(context => WriteAsync(context, "text/plain", responseKey)));
        application.MapAccess<FooBarRequest, FooBarResponse, DevelopmentAttributes>("/foo/bar", (call, _) => new(Answer(call.Request)));
        AccessVerifier verifier = application.Services.GetRequiredService<AccessVerifier>();
        ResponseSigner signer = application.Services.GetRequiredService<ResponseSigner>();
        application.MapPost("/bad/nonce", (RequestDelegate)(context => BadNonceAsync(context, verifier, signer)));
    }

    private static FooBarResponse Answer(FooBarRequest request) => new(request.Foo, request.Bar);

    /// <summary>As <c>/foo/bar</c>, but the answer carries another nonce: a client must refuse it.</summary>
    private static async Task BadNonceAsync(HttpContext context, AccessVerifier verifier, ResponseSigner signer)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        TypedAccessResult<FooBarRequest, DevelopmentAttributes> result =
            await verifier.VerifyAsync<FooBarRequest, DevelopmentAttributes>(body.ToArray(), context.RequestAborted).ConfigureAwait(false);
        ArrayBufferWriter<byte> answer = new();
        if (result.IsVerified)
        {
            await signer.WriteAsync(WrongNonce, Answer(result.Access.Request), answer, context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            RefusalJson.Write(result.Refusal, answer);
        }

        await WriteAsync(context, "application/json", answer.WrittenMemory).ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
