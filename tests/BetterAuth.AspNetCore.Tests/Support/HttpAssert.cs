using System.Net;
using System.Text;
using System.Text.Json;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>What every case asserts of an HTTP answer.</summary>
internal static class HttpAssert
{
    public static Task<HttpResponseMessage> PostAsync(WebWorld web, string path, byte[] body, string? contentType = "application/json")
    {
        ByteArrayContent content = new(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return web.Http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>200 and an answer signed for the message's nonce.</summary>
    public static async Task AcceptedAsync(WebWorld web, string path, byte[] message, string? contentType = "application/json")
    {
        using HttpResponseMessage response = await PostAsync(web, path, message, contentType);
        Signed(web, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), message);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
    }

    public static RawJson Signed(WebWorld web, int status, byte[] body, byte[] message)
    {
        Assert.True(status == 200, $"{status} {Encoding.UTF8.GetString(body)}");
        ResponsePayload<RawJson> payload = ServerAssert.Verified<RawJson>(web.World, body);
        Assert.Contains($"\"nonce\":\"{payload.Access.Nonce}\"", Encoding.UTF8.GetString(message), StringComparison.Ordinal);
        return payload.Response;
    }

    /// <summary>A refusal in its JSON form.</summary>
    public static async Task RefusedAsync(WebWorld web, string path, byte[] message, HttpStatusCode status, string code, string? field = null)
    {
        using HttpResponseMessage response = await PostAsync(web, path, message);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Refusal(await response.Content.ReadAsByteArrayAsync(), code, field);
    }

    public static void Refusal(byte[] body, string code, string? field = null)
    {
        using JsonDocument json = JsonDocument.Parse(body);
        JsonElement error = Assert.Single(json.RootElement.EnumerateObject(), member => member.Name == "error").Value;
        Assert.Equal(["code", "message", "context"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Equal(JsonValueKind.Object, error.GetProperty("context").ValueKind);
        if (field is not null)
        {
            Assert.Equal(field, error.GetProperty("context").GetProperty("field").GetString());
        }
    }

    /// <summary>A status that says nothing more (oracle O2).</summary>
    public static async Task BareAsync(Task<HttpResponseMessage> sent, HttpStatusCode status)
    {
        using HttpResponseMessage response = await sent;
        Assert.Equal(status, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

}
