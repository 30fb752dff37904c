using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Sessions;
using BetterAuth.Storage;
using BetterAuth.Storage.Files;

namespace BetterAuth.Server;

/// <summary>
/// Keeps a server's keys in an encrypted file of the same form as the client's (<c>docs/storage.md</c>), so that a restart breaks no token and no pin.
/// </summary>
/// <remarks>Thread-safe. The file is locked only while it is read or rotated: several processes may start from one file, and whichever creates it, all get the same keys.</remarks>
public static class ServerKeyFile
{
    /// <summary>Opens the keys at <paramref name="path"/>, or creates fresh ones with mode 0600; the folder must exist. An existing file is never overwritten.</summary>
    /// <param name="path">By convention the data file's path and <c>.keys</c>.</param>
    /// <param name="protector">Used here only; the caller disposes it.</param>
    /// <param name="suite">The suite that made the keys.</param>
    /// <returns>The keys; the caller disposes them after the server.</returns>
    /// <exception cref="IOException">The file is being rotated, or the disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can be reached by others than its owner, or not by this process.</exception>
    /// <exception cref="CryptographicException">The protector is another one than the file was created with, or its passphrase or secret is.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, holds something else, or keys of another suite.</exception>
    public static ServerKeys OpenOrCreate(string path, IKeyProtector protector, CryptographicSuite suite)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(protector);
        ArgumentNullException.ThrowIfNull(suite);
        if (!Path.Exists(path))
        {
            Create(path, protector, suite);
        }

        return Decode(EncryptedFile.ReadShared(path, protector), suite);
    }

    /// <summary>
    /// Replaces <paramref name="kinds"/> of the keys in an existing file by fresh ones. The former public keys and the former challenge key are kept, the former private keys overwritten.
    /// Servers that are running go on with what they opened.
    /// </summary>
    /// <returns>The new keys; the caller disposes them.</returns>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    /// <inheritdoc cref="OpenOrCreate" path="/exception"/>
    public static ServerKeys Rotate(string path, IKeyProtector protector, CryptographicSuite suite, ServerKeyKinds kinds)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(protector);
        ArgumentNullException.ThrowIfNull(suite);
        using EncryptedFile file = EncryptedFile.OpenExisting(path, protector);
        using ServerKeys former = Decode(file.Read(), suite);
        using ServerKeys fresh = ServerKeys.Generate(suite);
        bool response = kinds.HasFlag(ServerKeyKinds.Response);
        bool access = kinds.HasFlag(ServerKeyKinds.Access);
        using ServerKeys rotated = new(
            response ? fresh.ResponseKey : former.ResponseKey,
            access ? fresh.AccessKey : former.AccessKey,
            kinds.HasFlag(ServerKeyKinds.Challenge) ? new ChallengeKeys(fresh.ChallengeKeys.Current, former.ChallengeKeys.Current) : former.ChallengeKeys,
            response ? Former(former.ResponseKey, former.FormerResponseKeys) : former.FormerResponseKeys,
            access ? Former(former.AccessKey, former.FormerAccessKeys) : former.FormerAccessKeys);

        byte[] record = ServerKeyRecord.Encode(rotated, suite);
        try
        {
            // Twice: the slot of the former record holds the former private keys.
            file.Write(record);
            file.Write(record);
            return ServerKeyRecord.Decode(record, suite);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(record);
        }
    }

    private static IVerificationKey[] Former(IVerificationKey replaced, IReadOnlyList<IVerificationKey> earlier) =>
        [replaced, .. earlier.Take(ServerKeys.MaxFormerKeys - 1)];

    private static void Create(string path, IKeyProtector protector, CryptographicSuite suite)
    {
        using ServerKeys keys = ServerKeys.Generate(suite);
        byte[] record = ServerKeyRecord.Encode(keys, suite);
        try
        {
            EncryptedFileCreation.Create(path, protector, record);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(record);
        }
    }

    private static ServerKeys Decode(byte[]? record, CryptographicSuite suite)
    {
        try
        {
            return ServerKeyRecord.Decode(record, suite);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(record);
        }
    }
}
