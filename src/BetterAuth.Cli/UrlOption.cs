using System.CommandLine;

namespace BetterAuth.Cli;

/// <summary>The <c>--url</c> option.</summary>
internal static class UrlOption
{
    public static Option<Uri> Create(string description) => new("--url")
    {
        Description = description,
        DefaultValueFactory = _ => new Uri("http://localhost:8080"),
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
            {
                return url;
            }

            result.AddError($"'{text}' is no URL; give one such as http://localhost:8080.");
            return null;
        },
    };
}
