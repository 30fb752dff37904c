using System.Text;
using BetterAuth.AspNetCore.Tests.Support;

namespace BetterAuth.AspNetCore.Tests.Cases;

/// <summary>Catalogue, section 1: every endpoint has one name, and what has none says nothing.</summary>
public sealed class TargetCases(WebWorld web) : IClassFixture<WebWorld>
{
    public static TheoryData<string> Endpoints => [.. Paths.All];

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_09_another_spelling_of_the_path_is_not_found(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        int slash = path.IndexOf('/', 1);
        string[] aliases =
        [
            path + "/", "/" + path, path.Insert(slash, "/"), path.ToUpperInvariant(), "/" + char.ToUpperInvariant(path[1]) + path[2..],
            $"/%{(int)path[1]:x2}{path[2..]}", "/%2e" + path, "/." + path, "/x/.." + path, path + "/.", path + "/%2e", path.Remove(slash, 1).Insert(slash, "%2f"), path + "?", path + "?a=b", path + "%20", path + ";a",
        ];
        foreach (string alias in aliases)
        {
            using RawConnection connection = await RawConnection.OpenAsync(web.Address);
            await connection.PostAsync(alias, message);
            RawAnswer answer = (await connection.ReadAsync())!;
            Assert.True(answer.Status == 404, $"{alias}: {answer.Status}");
            Assert.Empty(answer.Body);
        }

        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, message);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account")]
    [InlineData("/account/created")]
    [InlineData("/key/response")]
    public async Task T_11_an_unknown_path_is_not_found(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, Paths.All[0]);
        using HttpResponseMessage response = await HttpAssert.PostAsync(web, path, message);
        Assert.Equal(404, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_12_too_many_or_too_long_headers_are_refused(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        StringBuilder many = new($"Content-Length: {message.Length}");
        for (int i = 0; i < 200; i++)
        {
            many.Append(System.Globalization.CultureInfo.InvariantCulture, $"\r\nX-{i}: 1");
        }

        foreach (string headers in (string[])[many.ToString(), $"Content-Length: {message.Length}\r\nX: {new string('x', 10_000)}"])
        {
            using RawConnection connection = await RawConnection.OpenAsync(web.Address);
            await connection.PostAsync(path, headers, message);
            Assert.Equal(431, Assert.Single(await connection.ReadToEndAsync()).Status);
        }

        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, message);
    }
}
