using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Server;
using BetterAuth.Storage;
using Microsoft.Win32.SafeHandles;

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
    private const int SecretLength = SecretKeyProtector.SecretLength;

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

    public static ServerKeys OpenKeys(string data)
    {
        if (Environment.GetEnvironmentVariable(PassphraseVariable) is { Length: > 0 } passphrase)
        {
            using PassphraseKeyProtector known = new(passphrase);
            return ServerKeyFile.OpenOrCreate(data + KeysSuffix, known, CryptographicSuite.Default);
        }

        using SecretKeyProtector kept = SecretOf(data);
        return ServerKeyFile.OpenOrCreate(data + KeysSuffix, kept, CryptographicSuite.Default);
    }

    private static SecretKeyProtector SecretOf(string data)
    {
        string path = data + SecretSuffix;
        Span<byte> secret = stackalloc byte[SecretLength + 1];
        try
        {
            secret = secret[..ReadOrCreate(path, data, secret)];
            return secret.Length == SecretLength ? new SecretKeyProtector(secret) : throw new InvalidDataException($"{path} does not hold {SecretLength} bytes: restore it, or remove it together with the keys.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The secret's length, or one byte more than it may have.</summary>
    private static int ReadOrCreate(string path, string data, Span<byte> secret)
    {
        if (File.Exists(path))
        {
            using SafeFileHandle existing = File.OpenHandle(path);
            return RandomAccess.Read(existing, secret, 0);
        }

        if (File.Exists(data + KeysSuffix))
        {
            throw new InvalidDataException($"{path} is missing, and {data + KeysSuffix} cannot be opened without it: restore it, set {PassphraseVariable} if the keys were made with a passphrase, or remove the keys.");
        }

        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        RandomNumberGenerator.Fill(secret[..SecretLength]);
        using FileStream file = new(path, options);
        file.Write(secret[..SecretLength]);
        file.Flush(flushToDisk: true);
        return SecretLength;
    }
}
