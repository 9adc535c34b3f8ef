using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Configuration;
using RabbitMQ.Client;

namespace Akka.Remote.Amqp;

/// <summary>Certificates of a link to the broker: whom the node trusts, and what it proves itself with.</summary>
internal sealed class AmqpTls
{
    private readonly X509Certificate2Collection? _authorities;
    private readonly X509Certificate2? _own;
    private readonly string _serverName;

    private AmqpTls(X509Certificate2Collection? authorities, X509Certificate2? own, string serverName)
    {
        _authorities = authorities;
        _own = own;
        _serverName = serverName;
    }

    public bool HasCertificate => _own is not null;

    /// <summary>Who the node is by its certificate.</summary>
    public string CommonName => _own?.GetNameInfo(X509NameType.SimpleName, forIssuer: false) ?? "";

    /// <exception cref="ConfigurationException">A file can't be read.</exception>
    public static AmqpTls Read(Config config, string host)
    {
        string authority = config.GetString("ca-file", ""), certificate = config.GetString("certificate-file", ""), key = config.GetString("key-file", "");
        string name = config.GetString("server-name", "");
        try
        {
            X509Certificate2Collection? authorities = null;
            if (authority.Length > 0)
            {
                authorities = [];
                authorities.ImportFromPemFile(authority);
            }

            return new AmqpTls(authorities, certificate.Length == 0 ? null : X509Certificate2.CreateFromPemFile(certificate, key), name.Length > 0 ? name : host);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException($"akka.remote.amqp.tls: {error.Message} (ca-file '{authority}', certificate-file '{certificate}', key-file '{key}').", error);
        }
    }

    public SslOption Option()
    {
        var option = new SslOption(_serverName) { Enabled = true };
        if (_own is not null) option.Certs = new X509CertificateCollection { _own };
        if (_authorities is not null)
        {
            option.AcceptablePolicyErrors = SslPolicyErrors.RemoteCertificateChainErrors;
            option.CertificateValidationCallback = IsOfAuthority;
        }

        return option;
    }

    /// <summary>The certificate is in order, and an authority of the given file has signed it, whatever the machine trusts otherwise.</summary>
    private bool IsOfAuthority(object sender, X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (presented is not null) chain.ChainPolicy.ExtraStore.AddRange(presented.ChainElements.Select(element => element.Certificate).ToArray());
        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(copy);
    }
}
