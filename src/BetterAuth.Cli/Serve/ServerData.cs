using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Server;
using BetterAuth.Storage;

namespace BetterAuth.Cli.Serve;

/// <summary>
/// The files beside the data: <c>FILE.keys</c> holds the server's keys, encrypted, so that a restart breaks no token and no pin. It is opened with the passphrase in
/// <c>BETTERAUTH_PASSPHRASE</c>; without one, with 32 random bytes in <c>FILE.secret</c>, which only their owner may read.
/// </summary>
internal static class ServerData
{
    private const string PassphraseVariable = "BETTERAUTH_PASSPHRASE";
    private const string KeysSuffix = ".keys";
    private const string SecretSuffix = ".secret";
    private const int SecretLength = 32;

    /// <summary>Makes the data's folder its owner's alone; one that is there stays as it is.</summary>
    public static void CreateFolder(FileInfo data)
    {
        string folder = data.DirectoryName ?? ".";
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static ServerKeys OpenKeys(string data) => ServerKeyFile.OpenOrCreate(data + KeysSuffix, ProtectorOf(data), CryptographicSuite.Default);

    private static IKeyProtector ProtectorOf(string data)
    {
        string? passphrase = Environment.GetEnvironmentVariable(PassphraseVariable);
        return string.IsNullOrEmpty(passphrase) ? new SecretKeyProtector(SecretOf(data)) : new PassphraseKeyProtector(passphrase);
    }

    private static byte[] SecretOf(string data)
    {
        string path = data + SecretSuffix;
        if (File.Exists(path))
        {
            byte[] secret = File.ReadAllBytes(path);
            return secret.Length == SecretLength ? secret : throw new InvalidDataException($"{path} does not hold {SecretLength} bytes: restore it, or remove it together with the keys.");
        }

        if (File.Exists(data + KeysSuffix))
        {
            throw new InvalidDataException($"{path} is missing, and {data + KeysSuffix} cannot be opened without it: restore it, set {PassphraseVariable} if the keys were made with a passphrase, or remove the keys.");
        }

        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        byte[] created = RandomNumberGenerator.GetBytes(SecretLength);
        using FileStream file = new(path, options);
        file.Write(created);
        file.Flush(flushToDisk: true);
        return created;
    }
}
