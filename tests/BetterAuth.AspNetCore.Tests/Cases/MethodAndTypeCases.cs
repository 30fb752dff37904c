using System.Net;
using BetterAuth.AspNetCore.Tests.Support;

namespace BetterAuth.AspNetCore.Tests.Cases;

/// <summary>Catalogue, section 1: what is refused before a body is read.</summary>
public sealed class MethodAndTypeCases(WebWorld web) : IClassFixture<WebWorld>
{
    public static TheoryData<string> Endpoints => [.. Paths.All];

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_01_only_post_is_answered(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        foreach (string method in (string[])["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
        {
            using HttpRequestMessage request = new(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(message) };
            await HttpAssert.BareAsync(web.Http.SendAsync(request), HttpStatusCode.MethodNotAllowed);
        }

        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, message);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_02_json_text_and_what_clients_say_without_thinking_are_read_as_utf_8(string path)
    {
        foreach (string? type in (string?[])[null, "application/json", "text/plain", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "Text/Plain; Charset=UTF-8", "application/x-www-form-urlencoded", "application/octet-stream"])
        {
            await HttpAssert.AcceptedAsync(web, path, await Prepared.MessageAsync(web.World, path), type);
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_02_other_types_and_charsets_are_refused(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        foreach (string type in (string[])["application/json; charset=utf-16", "text/plain; charset=iso-8859-1", "application/xml", "multipart/form-data; boundary=x", "application/jsonx", "json", "*/*"])
        {
            await HttpAssert.BareAsync(HttpAssert.PostAsync(web, path, message, type), HttpStatusCode.UnsupportedMediaType);
        }

        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, message);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_14_a_compressed_body_is_refused(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        foreach (string encoding in (string[])["gzip", "deflate", "br", "identity"])
        {
            using ByteArrayContent content = new(message);
            content.Headers.ContentEncoding.Add(encoding);
            await HttpAssert.BareAsync(web.Http.PostAsync(new Uri(path, UriKind.Relative), content), HttpStatusCode.UnsupportedMediaType);
        }

        await HttpAssert.AcceptedAsync(web, path, message);
    }
}
